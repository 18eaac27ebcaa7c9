//! Older articles count less: a half-life decay that multiplies the score.

use super::request::Recency;

const SECONDS_OF_DAY: f64 = 86_400.0;

/// [`Recency`] on one state of an archive. Times are in seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct Decay {
    oldest: i64,
    newest: i64,
    half_life: f64,
}

impl Decay {
    /// The dates are those of the oldest and of the newest article; `i64::MAX` and `i64::MIN` where none has one.
    pub fn between(recency: Recency, oldest: i64, newest: i64) -> Decay {
        Decay {
            oldest,
            newest,
            half_life: f64::from(recency.half_life_days()) * SECONDS_OF_DAY,
        }
    }

    /// What the score of an article of this date is multiplied with, from 0 to 1.
    pub fn of(&self, date: Option<i64>) -> f32 {
        let age = self.newest.saturating_sub(date.unwrap_or(self.oldest)).max(0);
        (-(age as f64) / self.half_life).exp2() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_halves_in_every_half_life() {
        let decay = Decay {
            oldest: 0,
            newest: 1000,
            half_life: 100.0,
        };
        assert_eq!(
            [decay.of(Some(1000)), decay.of(Some(900)), decay.of(Some(800))],
            [1.0, 0.5, 0.25]
        );
        assert_eq!(decay.of(None), decay.of(Some(0)));
        let none = Decay {
            oldest: i64::MAX,
            newest: i64::MIN,
            half_life: 1.0,
        };
        assert_eq!(none.of(None), 1.0, "where no article has a date, all are alike");
    }
}
