//! A map of where data goes: one band a country, one column a step from the controller, one line a flow.
//!
//! Only places on paper are worked out here, from the same facts as the table beside it. The template draws them.

use std::collections::BTreeMap;

use vern_app::document::catalogue::{DataFlow, FlowPlace, SupplierFacts};

const NODE_WIDTH: usize = 216;
const NODE_HEIGHT: usize = 54;
/// Between two columns, at least and at most; as much between them as fills the width.
const COLUMN_GAP: (usize, usize) = (88, 320);
const WIDTH_WANTED: usize = 1080;
const ROW_GAP: usize = 14;
const PADDING: usize = 20;
const LABEL_HEIGHT: usize = 44;
/// Letters that fit in a node: its name, and the line below.
const NAME_MAX: usize = 22;
const NOTE_MAX: usize = 33;

/// The map, in pixels.
#[derive(Debug, Clone)]
pub(super) struct FlowMap {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) bands: Vec<Band>,
    pub(super) nodes: Vec<Node>,
    pub(super) lines: Vec<FlowLine>,
}

/// One country.
#[derive(Debug, Clone)]
pub(super) struct Band {
    pub(super) name: String,
    pub(super) y: usize,
    pub(super) height: usize,
    pub(super) is_third_country: bool,
}

/// One party.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) name: String,
    pub(super) note: String,
    pub(super) whole: String,
    pub(super) state: &'static str,
}

/// One flow.
#[derive(Debug, Clone)]
pub(super) struct FlowLine {
    pub(super) path: String,
    pub(super) state: &'static str,
}

/// A party before it has its place.
struct Party<'a> {
    column: usize,
    place: &'a FlowPlace,
    from: Option<usize>,
    name: String,
    note: String,
    state: &'static str,
}

/// What the map says besides names.
pub(super) struct FlowWords<'a> {
    pub(super) customers: &'a str,
    pub(super) not_stated: &'a str,
    pub(super) owner: &'a str,
}

/// Draws a flow.
pub(super) fn draw(flow: &DataFlow, words: &FlowWords<'_>) -> FlowMap {
    let parties = parties(flow, words);
    let columns = parties.iter().map(|party| party.column + 1).max().unwrap_or(1);
    let mut rows: BTreeMap<(u8, &FlowPlace), Vec<usize>> = BTreeMap::new();
    let mut seats = Vec::new();
    for party in &parties {
        let band = (rank(party.place, &flow.home), party.place);
        let taken = rows.entry(band).or_insert_with(|| vec![0; columns]);
        let row = taken.get(party.column).copied().unwrap_or(0);
        if let Some(count) = taken.get_mut(party.column) {
            *count += 1;
        }
        seats.push((band, row));
    }
    let (bare, gaps) = (PADDING * 2 + columns * NODE_WIDTH, columns.saturating_sub(1));
    let gap =
        WIDTH_WANTED.saturating_sub(bare).checked_div(gaps).unwrap_or(0).clamp(COLUMN_GAP.0, COLUMN_GAP.1);
    let width = bare + gaps * gap;
    let (mut bands, mut tops, mut y) = (Vec::new(), BTreeMap::new(), 0);
    for (band, taken) in &rows {
        let most = taken.iter().copied().max().unwrap_or(1);
        let height = LABEL_HEIGHT + most * (NODE_HEIGHT + ROW_GAP) + PADDING - ROW_GAP;
        let name = band.1.name.clone().unwrap_or_else(|| words.not_stated.to_owned());
        bands.push(Band { name, y, height, is_third_country: band.1.is_third_country });
        tops.insert(*band, y + LABEL_HEIGHT);
        y += height + 12;
    }
    let nodes: Vec<Node> = parties
        .iter()
        .zip(&seats)
        .map(|(party, (band, row))| Node {
            x: PADDING + party.column * (NODE_WIDTH + gap),
            y: tops.get(band).copied().unwrap_or(0) + row * (NODE_HEIGHT + ROW_GAP),
            name: short(&party.name, NAME_MAX),
            note: short(&party.note, NOTE_MAX),
            whole: format!("{}. {}", party.name, party.note),
            state: party.state,
        })
        .collect();
    let lines = parties.iter().zip(&nodes).filter_map(|(party, to)| {
        let from = nodes.get(party.from?)?;
        Some(FlowLine { path: path(from, to), state: party.state })
    });
    FlowMap { width, height: y.saturating_sub(12), lines: lines.collect(), bands, nodes }
}

/// The controller, the processor between where there is one, and every supplier below the one that uses it.
fn parties<'a>(flow: &'a DataFlow, words: &FlowWords<'_>) -> Vec<Party<'a>> {
    let root = |name: String, column: usize, from| Party {
        column,
        place: &flow.home,
        from,
        name,
        note: String::new(),
        state: "root",
    };
    let controller = flow.controller.clone().unwrap_or_else(|| words.customers.to_owned());
    let mut parties = vec![root(controller, 0, None)];
    if let Some(processor) = &flow.processor {
        parties.push(root(processor.clone(), 1, Some(0)));
    }
    let (first, above) = (parties.len(), parties.len() - 1);
    for supplier in &flow.suppliers {
        let user = supplier.user.as_ref();
        let user = user.and_then(|id| flow.suppliers.iter().position(|it| it.id == *id));
        parties.push(Party {
            column: first + supplier.depth,
            place: &supplier.place,
            from: Some(user.map_or(above, |user| first + user)),
            name: supplier.name.clone(),
            note: note(supplier, words),
            state: if supplier.is_open { "open" } else { "shut" },
        });
    }
    parties
}

/// What is worth knowing at a glance: what carries a transfer, else an owner outside the EEA, else what is delivered.
fn note(supplier: &SupplierFacts, words: &FlowWords<'_>) -> String {
    if supplier.is_outside {
        supplier.safeguard.clone()
    } else if supplier.is_owned_outside {
        format!("{}: {}", words.owner, supplier.owner)
    } else {
        supplier.delivers.split(". ").next().unwrap_or_default().to_owned()
    }
}

/// Home first, then the EEA, then third countries, then where nobody knows.
fn rank(place: &FlowPlace, home: &FlowPlace) -> u8 {
    match place {
        place if place == home => 0,
        FlowPlace { name: None, .. } => 3,
        FlowPlace { is_third_country: true, .. } => 2,
        _ => 1,
    }
}

fn path(from: &Node, to: &Node) -> String {
    let (x1, y1) = (from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2);
    let (x2, y2) = (to.x, to.y + NODE_HEIGHT / 2);
    let middle = x2 - (x2 - x1) / 2;
    format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}")
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end_matches([' ', ',', '.', '(']))
}

impl Node {
    pub(super) const WIDTH: usize = NODE_WIDTH;
    pub(super) const HEIGHT: usize = NODE_HEIGHT;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, is_third_country: bool) -> FlowPlace {
        FlowPlace { is_third_country, name: (!name.is_empty()).then(|| name.to_owned()) }
    }

    fn supplier(id: &str, user: Option<&str>, depth: usize, place: FlowPlace) -> SupplierFacts {
        SupplierFacts {
            id: id.to_owned(),
            name: format!("{id} with a name that is longer than a node is wide"),
            user: user.map(str::to_owned),
            depth,
            delivers: "hosting".to_owned(),
            roles: String::new(),
            activities: String::new(),
            is_open: true,
            owner: String::new(),
            is_owned_outside: false,
            safeguard: String::new(),
            is_outside: place.is_third_country,
            place,
        }
    }

    #[test]
    fn every_party_has_a_place_of_its_own_within_its_band_and_after_the_one_before_it() {
        let flow = DataFlow {
            controller: Some("Granvik".to_owned()),
            processor: Some("Host".to_owned()),
            home: place("Norway", false),
            suppliers: vec![
                supplier("a", None, 0, place("USA", true)),
                supplier("b", Some("a"), 1, place("USA", true)),
                supplier("c", None, 0, place("Norway", false)),
                supplier("d", None, 0, place("", false)),
                supplier("e", None, 0, place("Ireland", false)),
            ],
        };
        let words = FlowWords { customers: "customers", not_stated: "not stated", owner: "owner" };
        let map = draw(&flow, &words);
        let order: Vec<&str> = map.bands.iter().map(|band| band.name.as_str()).collect();
        assert_eq!(order, ["Norway", "Ireland", "USA", "not stated"]);
        assert_eq!((map.nodes.len(), map.lines.len()), (7, 6));
        for (at, node) in map.nodes.iter().enumerate() {
            assert!(node.x + Node::WIDTH <= map.width && node.y + Node::HEIGHT <= map.height);
            let apart = |other: &Node| {
                other.x.abs_diff(node.x) >= Node::WIDTH || other.y.abs_diff(node.y) >= Node::HEIGHT
            };
            assert!(
                map.nodes.iter().enumerate().all(|(other, it)| other == at || apart(it)),
                "{}",
                node.name
            );
            assert!(
                node.name.chars().count() <= NAME_MAX
                    && node.whole.contains(&node.name.trim_end_matches('…').to_owned())
            );
        }
    }
}
