//! Formats tables for the terminal, where a Chinese character is two columns wide.

use unicode_width::UnicodeWidthStr as _;

/// The separator between two columns.
const GAP: &str = "  ";

/// Returns a table with a header, in which each column is as wide as its widest cell. Lines have no trailing spaces.
pub(crate) fn aligned<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let rows: Vec<[String; N]> = rows.into_iter().collect();
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.chain([head[column].width()]).max().unwrap_or(0)
    });
    let mut lines =
        vec![line(&head.map(str::to_owned), &widths), line(&widths.map(|width| "─".repeat(width)), &widths)];
    lines.extend(rows.iter().map(|row| line(row, &widths)));
    lines.concat()
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let cells = cells.iter().zip(widths).map(|(cell, width)| {
        let missing = width.saturating_sub(cell.width());
        format!("{cell}{}", " ".repeat(missing))
    });
    format!("{}\n", cells.collect::<Vec<_>>().join(GAP).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_take_two_places() {
        let rows = [["王芳".to_owned(), "1".to_owned()], ["Ann Example".to_owned(), "2".to_owned()]];
        let table = aligned(["Name", "Id"], rows);
        assert_eq!(table, "Name         Id\n───────────  ──\n王芳         1\nAnn Example  2\n");
    }

    #[test]
    fn a_wide_head_makes_a_wide_column() {
        assert_eq!(aligned(["组织", "x"], [["a".to_owned(), "b".to_owned()]]), "组织  x\n────  ─\na     b\n");
    }

    #[test]
    fn without_rows_there_is_a_head() {
        assert_eq!(aligned(["a"], []), "a\n─\n");
    }
}
