// SPDX-License-Identifier: EUPL-1.2
//! What earlier versions left in a database is mended by the migration that came after them.

use kernel::InstitutionId;
use platform::args;
use platform::db::{MIGRATIONS, Technical};

use super::world::{World, child, new_case};
use crate::cases;
use crate::testing::run;

impl World {
    async fn left_behind(&self, sql: &'static str, values: Vec<kernel::stored::Value>) {
        let mut tx = self.t.system().begin_technical().await.unwrap();
        tx.run(sql, values).await.unwrap();
        tx.commit_technical(Technical::Migrated).await.unwrap();
    }

    async fn mended(&self) {
        let text = MIGRATIONS.iter().find(|m| m.name.starts_with("0010")).unwrap().text;
        for statement in text.split(';').filter(|s| s.contains("UPDATE ")) {
            self.left_behind(statement, args![]).await;
        }
    }
}

#[test]
fn what_was_merged_into_a_case_that_left_is_where_the_case_is() {
    run(async {
        let w = World::new().await;
        let hanae = w.t.acting(&w.hanae).await;
        let twin = child(&hanae, "Line", "Vandorpe").await;
        let gone = cases::open(&hanae, &new_case(&hanae, twin)).await.unwrap();
        cases::merge(&hanae, w.case, gone, "la même").await.unwrap();
        w.goes(w.case).await;
        let here = hanae.actor().unwrap().institution;
        w.left_behind("UPDATE cases SET institution_id = $1 WHERE id = $2", args![here, gone]).await;
        let links = "UPDATE person_links SET institution_id = $1 WHERE subject_id = $2";
        w.left_behind(links, args![here, gone]).await;
        w.mended().await;
        let mut conn = w.t.app.db.read().await.unwrap();
        for sql in [
            "SELECT institution_id FROM cases WHERE id = $1",
            "SELECT DISTINCT institution_id FROM person_links WHERE subject_id = $1",
        ] {
            assert_eq!(conn.value::<InstitutionId>(sql, args![gone]).await.unwrap(), Some(w.there), "{sql}");
        }
    });
}

#[test]
fn a_hold_that_began_after_a_reopening_of_that_day_goes_on() {
    run(async {
        let w = World::new().await;
        let claire = w.t.acting(&w.claire).await;
        cases::hold(&claire, w.case, "la mère est à l’hôpital").await.unwrap();
        let hanae = w.t.acting(&w.hanae).await;
        w.closed(w.case).await;
        cases::reopen(&hanae, w.case, "elle est revenue").await.unwrap();
        cases::hold(&hanae, w.case, "en attente du logement").await.unwrap();
        w.left_behind("UPDATE holds SET until_on = from_on", args![]).await;
        w.mended().await;
        let mut conn = w.t.app.db.read().await.unwrap();
        let all: Vec<(String,)> =
            conn.all("SELECT reason FROM holds WHERE until_on IS NULL ORDER BY id", args![]).await.unwrap();
        assert_eq!(all, [("en attente du logement".to_owned(),)]);
    });
}
