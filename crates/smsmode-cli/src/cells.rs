//! Text in columns: what people see as one character, how wide it is, where a line may end.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What people see as one character.
#[derive(Debug, Clone)]
pub(crate) struct Cell<'t> {
    /// As it is written in the text.
    pub(crate) written: &'t str,
    /// As the eye can see it.
    pub(crate) shown: Cow<'t, str>,
    /// In columns.
    pub(crate) width: usize,
}

/// The characters of a text.
pub(crate) fn of(text: &str) -> impl Iterator<Item = Cell<'_>> {
    text.graphemes(true).map(|written| {
        let shown = visible(written);
        let width = shown.width();
        Cell { written, shown, width }
    })
}

/// Lines of a text that are at most so wide, broken after blanks where there are any; line ends of
/// the text are lines' ends, too. A blank for which a line has no room is not shown.
pub(crate) fn wrap_cells(text: &str, width: usize) -> Vec<Vec<Cell<'_>>> {
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    for cell in of(text) {
        let cell = make_room(&mut lines, &mut line, cell, width);
        let ends = cell.written.ends_with('\n');
        line.push(cell);
        if ends {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Ends a line that has no room for the next character; a blank vanishes instead.
fn make_room<'t>(
    lines: &mut Vec<Vec<Cell<'t>>>,
    line: &mut Vec<Cell<'t>>,
    cell: Cell<'t>,
    width: usize,
) -> Cell<'t> {
    let is_full = |line: &Vec<Cell<'_>>| columns(line.iter().chain([&cell])) > width;
    if is_full(line) && cell.written == " " {
        return Cell { shown: Cow::Borrowed(""), width: 0, ..cell };
    }
    // What is carried over may be nearly as long.
    while is_full(line) && !line.is_empty() {
        let carried = line.split_off(after_last_blank(line));
        lines.push(std::mem::replace(line, carried));
    }
    cell
}

/// The columns of cells side by side, or of each for itself if those are more: some letters join
/// with their neighbours.
fn columns<'c>(cells: impl Iterator<Item = &'c Cell<'c>> + Clone) -> usize {
    let joined: String = cells.clone().map(|cell| cell.shown.as_ref()).collect();
    joined.width().max(cells.map(|cell| cell.width).sum())
}

/// Where a full line ends; without a blank it is where it is full.
fn after_last_blank(line: &[Cell<'_>]) -> usize {
    line.iter().rposition(|cell| cell.written == " ").map_or(line.len(), |place| place + 1)
}

/// Lines of a text that are at most so wide.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let lines = wrap_cells(text, width);
    lines.iter().map(|line| joined(line).trim_end().to_owned()).collect()
}

/// Cells side by side.
pub(crate) fn joined(cells: &[Cell<'_>]) -> String {
    cells.iter().map(|cell| cell.shown.as_ref()).collect()
}

/// The beginning of a text on one line, with an ellipsis where it does not fit.
pub(crate) fn fit(text: &str, width: usize) -> String {
    let (mut shown, mut taken) = (String::new(), 0);
    let mut cells = of(text).peekable();
    while let Some(cell) = cells.next() {
        let ellipsis = usize::from(cells.peek().is_some());
        if taken + cell.width + ellipsis > width {
            shown.push('…');
            break;
        }
        taken += cell.width;
        shown.push_str(&cell.shown);
    }
    shown
}

/// Line ends, other control characters and what has no width as the eye can see them.
fn visible(written: &str) -> Cow<'_, str> {
    if written.contains(char::is_control) {
        Cow::Owned(written.chars().map(picture).collect())
    } else if written.width() == 0 {
        Cow::Borrowed("◌")
    } else {
        Cow::Borrowed(written)
    }
}

fn picture(ch: char) -> char {
    match ch {
        '\n' => '↵',
        '\0'..' ' => char::from_u32(0x2400 + u32::from(ch)).unwrap_or('�'),
        '\u{7F}' => '␡',
        ch if ch.is_control() => '�',
        ch => ch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_at_its_last_blank_or_where_it_is_full() {
        assert_eq!(wrap("un deux trois", 8), ["un deux", "trois"]);
        assert_eq!(wrap("un deux   trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("anticonstitutionnel", 7), ["anticon", "stituti", "onnel"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn line_ends_of_the_text_are_seen_and_kept() {
        assert_eq!(wrap("a\nb\r\n", 7), ["a↵", "b␍↵"]);
        assert_eq!(wrap("\n\n", 7), ["↵", "↵"]);
    }

    #[test]
    fn what_nobody_sees_is_shown() {
        assert_eq!(wrap("a\u{200B}b\u{202E}\t\0\u{85}", 20), ["a◌b◌␉␀�"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(wrap("你好世界", 5), ["你好", "世界"]);
        assert_eq!(wrap("😀👩‍👩‍👧‍👦😀", 4), ["😀👩‍👩‍👧‍👦", "😀"]);
    }

    #[test]
    fn a_beginning_that_fits_has_no_ellipsis() {
        assert_eq!(fit("Bonjour", 7), "Bonjour");
        assert_eq!(fit("Bonjour", 6), "Bonjo…");
        assert_eq!(fit("你好世", 5), "你好…");
        assert_eq!(fit("a\nb", 5), "a↵b");
    }
}
