//! Older articles count less: a half-life decay that multiplies the score.

use super::damage::damaged;
use crate::engine::Recency;
use crate::error::Result;
use crate::index::Snapshot;

const SECONDS_OF_DAY: f64 = 86_400.0;

/// [`Recency`] on one snapshot. Times are in seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct Decay {
    oldest: i64,
    newest: i64,
    half_life: f64,
}

impl Decay {
    pub fn new(recency: Recency, snapshot: &Snapshot) -> Result<Decay> {
        let (mut oldest, mut newest) = (i64::MAX, i64::MIN);
        for segment in snapshot.searcher.segment_readers() {
            let dates = segment.fast_fields().i64("date");
            let dates = dates.map_err(|error| damaged(snapshot, &error))?;
            if dates.values.num_vals() > 0 {
                oldest = oldest.min(dates.min_value());
                newest = newest.max(dates.max_value());
            }
        }
        Ok(Decay {
            oldest,
            newest,
            half_life: f64::from(recency.half_life_days()) * SECONDS_OF_DAY,
        })
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
