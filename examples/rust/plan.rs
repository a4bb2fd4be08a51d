//! Shows what will happen to a text before it is sent. It needs neither key nor network.
//!
//! `cargo run --package smsmode-examples --bin plan -- "Votre commande est prête"`

#![expect(clippy::print_stdout, reason = "it shows what will happen")]

use std::env;

use smsmode_core::text::{PlanOptions, TextMode, plan, suggestion};

fn main() {
    let text = env::args().nth(1).unwrap_or_else(|| "Votre commande est prête".to_owned());
    for (mode, title) in
        [(TextMode::Exact, "As it is sent by default"), (TextMode::Unicode, "As Unicode")]
    {
        let plan = plan(&text, &PlanOptions::default().with_mode(mode).with_recipients(100));
        println!("{title}");
        println!("  arrives as  {}", plan.text());
        println!("  alphabet    {}", plan.alphabet());
        println!("  segments    {}, {} units free", plan.segments(), plan.free_units());
        if let Some(cost) = plan.cost() {
            println!("  cost        {cost} segments for 100 recipients");
        }
        for lost in plan.unsendable() {
            let instead = suggestion(lost.ch).unwrap_or("nothing fair");
            let place = lost.scalar + 1;
            println!("  lost        {} (character {place}), instead of it: {instead}", lost.ch);
        }
        for warning in plan.warnings() {
            println!("  warning     {}", warning.name());
        }
    }
}
