//! `plenary-engine cost`

use plenary_engine::run;

use super::Outcome;
use super::open::{EngineArgs, NetworkArgs, on_engine};

#[derive(Debug, clap::Args)]
pub(super) struct CostArgs {
    #[command(flatten)]
    engine: EngineArgs,
    #[command(flatten)]
    network: NetworkArgs,
    /// Caps to try
    #[arg(
        long,
        value_name = "N,N",
        value_delimiter = ',',
        default_value = "100,400,1000,2000"
    )]
    caps: Vec<i64>,
}

pub(super) fn cost(args: CostArgs) -> Outcome {
    let options = args.network.options();
    let mut caps = args.caps;
    caps.push(i64::MAX);
    on_engine(args.engine, move |engine| {
        let mut text = "cap,claims,stakeholder-claim pairs,rows of the join\n".to_owned();
        for cost in run::cost(engine, &options, &caps)? {
            let cap = match cost.cap {
                i64::MAX => "none".to_owned(),
                cap => cap.to_string(),
            };
            text.push_str(&format!(
                "{cap},{},{},{}\n",
                cost.claims, cost.held, cost.joined
            ));
        }
        Ok(text)
    })
}
