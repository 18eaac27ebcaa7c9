//! The codes of all articles, or of all statements, of a segment, in memory.

use super::values::Lists;

/// The codes of a field by the number of the article, or of the statement.
#[derive(Debug)]
pub enum CodeLists {
    /// One for each; 0 where there is none.
    Single(Narrow),
    /// Those of number `i` from `starts[i]` to `starts[i + 1]`.
    Many { starts: Vec<u32>, codes: Narrow },
}

/// Codes in as few bytes as the largest of them takes: hits are strewn over the list, so that most cost a line of memory, and a short list
/// has fewer lines.
#[derive(Debug)]
pub enum Narrow {
    Byte(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
}

/// A code, whichever its width.
fn wide<C: Copy + Into<u32>>(code: &C) -> u32 {
    (*code).into()
}

/// What has to be done for the codes of some width.
macro_rules! in_any_width {
    ($narrow:expr, $codes:ident => $done:expr) => {
        match $narrow {
            Narrow::Byte($codes) => $done,
            Narrow::Short($codes) => $done,
            Narrow::Long($codes) => $done,
        }
    };
}

impl Narrow {
    fn of(codes: Vec<u32>) -> Narrow {
        let most = codes.iter().copied().max().unwrap_or_default();
        if most <= u32::from(u8::MAX) {
            Narrow::Byte(codes.into_iter().map(|code| code as u8).collect())
        } else if most <= u32::from(u16::MAX) {
            Narrow::Short(codes.into_iter().map(|code| code as u16).collect())
        } else {
            Narrow::Long(codes)
        }
    }
}

impl CodeLists {
    pub fn from_lists(lists: Lists) -> CodeLists {
        if lists.iter().all(|codes| codes.len() <= 1) {
            let single = lists.iter().map(|codes| codes.first().copied().unwrap_or_default());
            return CodeLists::Single(Narrow::of(single.collect()));
        }
        let mut starts = lists.ends;
        starts.insert(0, 0);
        CodeLists::Many {
            starts,
            codes: Narrow::of(lists.codes),
        }
    }

    /// Puts the codes of one article or statement behind those in `out`.
    pub fn read(&self, number: u32, out: &mut Vec<u32>) {
        let number = number as usize;
        match self {
            CodeLists::Single(codes) => {
                let code = in_any_width!(codes, codes => wide(&codes[number]));
                out.extend((code != 0).then_some(code));
            }
            CodeLists::Many { starts, codes } => {
                let own = starts[number] as usize..starts[number + 1] as usize;
                in_any_width!(codes, codes => out.extend(codes[own].iter().map(wide)));
            }
        }
    }

    /// Adds the codes of some articles or statements to `counts`, by code; how many of them have a list, which is one of code 0 where each
    /// has one code.
    pub fn count(&self, numbers: &[u32], counts: &mut [u32]) -> u64 {
        match self {
            CodeLists::Single(codes) => {
                in_any_width!(codes, codes => {
                    for number in numbers {
                        counts[codes[*number as usize] as usize] += 1;
                    }
                });
                numbers.len() as u64
            }
            CodeLists::Many { starts, codes } => {
                in_any_width!(codes, codes => {
                    let mut with_value = 0;
                    for number in numbers {
                        let number = *number as usize;
                        let own = &codes[starts[number] as usize..starts[number + 1] as usize];
                        with_value += u64::from(!own.is_empty());
                        for code in own {
                            counts[*code as usize] += 1;
                        }
                    }
                    with_value
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lists of so many, the codes of each made by `codes`.
    fn lists(many: u32, codes: impl Fn(u32) -> Vec<u32>) -> Lists {
        let mut lists = Lists::default();
        for number in 0..many {
            lists.codes.extend(codes(number));
            lists.ends.push(lists.codes.len() as u32);
        }
        lists
    }

    #[test]
    fn every_width_reads_and_counts_what_was_put_in() {
        for most in [3, 255, 256, 65_535, 65_536, 100_000] {
            let single = |number: u32| vec![(number * 7 + 1) % (most + 1)];
            let several = |number: u32| (0..number % 4).map(|nth| (number + nth) % most + 1).collect::<Vec<_>>();
            let is_largest = |number: u32| number == most + 1;
            for of in [
                &(|number| if is_largest(number) { vec![most] } else { single(number) }) as &dyn Fn(u32) -> Vec<u32>,
                &(|number| {
                    if is_largest(number) {
                        vec![most, 1]
                    } else {
                        several(number)
                    }
                }),
            ] {
                let many = most + 2;
                let kept = CodeLists::from_lists(lists(many, of));
                let mut counts = vec![0; most as usize + 1];
                let numbers: Vec<u32> = (0..many).collect();
                let with_value = kept.count(&numbers, &mut counts);
                let mut expected = vec![0; most as usize + 1];
                let mut read = Vec::new();
                for number in numbers {
                    read.clear();
                    kept.read(number, &mut read);
                    let own: Vec<u32> = of(number).into_iter().filter(|code| *code != 0).collect();
                    assert_eq!(read, own, "{number} of {most}");
                    own.iter().for_each(|code| expected[*code as usize] += 1);
                }
                assert_eq!(counts[1..], expected[1..], "{most}");
                let empty = (0..many)
                    .filter(|number| of(*number).iter().all(|code| *code == 0))
                    .count() as u64;
                assert_eq!(with_value - u64::from(counts[0]), u64::from(many) - empty, "{most}");
            }
        }
    }
}
