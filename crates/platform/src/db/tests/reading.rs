// SPDX-License-Identifier: EUPL-1.2
//! Values there and back, order, paging.

use kernel::{Date, Lang, PartialDate};

use super::*;
use crate::testing::run;

/// A row of the table with a column of every type.
type Whole = (Uuid, Option<String>, Option<i64>, Option<bool>, Option<Vec<u8>>);

#[test]
fn parameters_may_be_out_of_order_and_repeated() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 1), (id(2), "deux", 2)]).await;
        let mut conn = db.read().await.unwrap();
        let found: Vec<(String,)> = conn
            .all(
                "SELECT body FROM probe WHERE amount = $2 AND (body = $1 OR body = $1) LIMIT 9",
                args!["deux", 2i64],
            )
            .await
            .unwrap();
        assert_eq!(found, [("deux".to_owned(),)]);
        for wrong in [args!["deux"], args!["deux", 2i64, 3i64]] {
            let result =
                conn.all::<(String,)>("SELECT body FROM probe WHERE amount = $2 AND body = $1", wrong).await;
            assert!(matches!(result, Err(StoreError::Engine(_))), "{result:?}");
        }
    });
}

#[test]
fn every_kind_of_value_comes_back_as_it_went() {
    run(async {
        let db = probe().await;
        let sixteen: Vec<u8> = (0..16).collect();
        let long = "é".repeat(5 * 1024 * 1024);
        let rows: Vec<Whole> = vec![
            (id(1), None, None, None, None),
            (id(2), Some(String::new()), Some(0), Some(false), Some(Vec::new())),
            (id(3), Some("Ægir’s « œuvre » 🧶\n\t".into()), Some(i64::MAX), Some(true), Some(sixteen)),
            (id(u128::MAX), Some(long), Some(i64::MIN), Some(true), Some(vec![0; 17])),
        ];
        let mut tx = db.begin(NOW).await.unwrap();
        for (id, body, amount, flag, bytes) in &rows {
            let sql = "INSERT INTO probe (id, body, amount, flag, bytes) VALUES ($1, $2, $3, $4, $5)";
            assert_eq!(tx.run(sql, args![id, body, amount, flag, bytes]).await.unwrap(), 1);
        }
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let sql = "SELECT id, body, amount, flag, bytes FROM probe ORDER BY id LIMIT 9";
        let back: Vec<Whole> = conn.all(sql, args![]).await.unwrap();
        assert!(back == rows);
        let flagged = "SELECT COUNT(*) FROM probe WHERE flag = $1";
        assert_eq!(conn.value::<i64>(flagged, args![true]).await.unwrap(), Some(2));
    });
}

#[test]
fn the_vocabulary_comes_back_as_it_went() {
    run(async {
        let db = probe().await;
        let on = Date::from_ymd(2026, 9, 15).unwrap();
        let about: PartialDate = "2009-12~".parse().unwrap();
        let mut tx = db.begin(NOW).await.unwrap();
        let sql = "INSERT INTO probe (id, amount, body) VALUES ($1, $2, $3)";
        tx.run(sql, args![id(1), on, about]).await.unwrap();
        tx.run(sql, args![id(2), NOW, Lang::Nl]).await.unwrap();
        let one = "SELECT amount, body FROM probe WHERE id = $1";
        assert_eq!(tx.one::<(Date, PartialDate)>(one, args![id(1)]).await.unwrap(), (on, about));
        assert_eq!(tx.one::<(Instant, Lang)>(one, args![id(2)]).await.unwrap(), (NOW, Lang::Nl));
        let unreadable = tx.one::<(Instant, PartialDate)>(one, args![id(2)]).await;
        assert!(matches!(unreadable, Err(StoreError::Unreadable(_))));
        let nobody = tx.one::<(Instant, Lang)>(one, args![id(3)]).await;
        assert!(matches!(nobody, Err(StoreError::Missing)));
        // Neither of these was the engine's failure: the transaction goes on.
        tx.commit_technical(Technical::Synthetic).await.unwrap();
    });
}

#[test]
fn texts_and_instants_have_one_order_everywhere() {
    run(async {
        let db = probe().await;
        let words =
            ["Zoé", "abbé", "Abbé", "élan", "Élan", "zèbre", "zebre", "", " ", "œuf", "1", "10", "9", "𝒜"];
        let rows = words.iter().enumerate().map(|(i, w)| (id(i as u128), *w, i as i64 - 5));
        fill(&db, rows).await;
        let mut conn = db.read().await.unwrap();
        let sql = "SELECT body FROM probe ORDER BY body LIMIT 99";
        let found: Vec<String> =
            conn.all::<(String,)>(sql, args![]).await.unwrap().into_iter().map(|r| r.0).collect();
        let mut expected = words;
        expected.sort_unstable();
        assert_eq!(found, expected, "by code point");
        let later: Vec<(i64,)> = conn
            .all("SELECT amount FROM probe WHERE amount > $1 ORDER BY amount LIMIT 3", args![-3i64])
            .await
            .unwrap();
        assert_eq!(later, [(-2,), (-1,), (0,)]);
        let like: Vec<(String,)> = conn
            .all("SELECT body FROM probe WHERE body LIKE $1 ORDER BY body LIMIT 9", args!["a%"])
            .await
            .unwrap();
        assert_eq!(like, [("abbé".to_owned(),)], "LIKE minds case");
    });
}

#[test]
fn nothing_sorts_where_the_statement_says() {
    run(async {
        let db = probe().await;
        let mut tx = db.begin(NOW).await.unwrap();
        for (n, body) in [(1, None), (2, Some("a")), (3, None), (4, Some("b"))] {
            tx.run("INSERT INTO probe (id, body) VALUES ($1, $2)", args![id(n), body]).await.unwrap();
        }
        let sql = "SELECT id FROM probe ORDER BY body NULLS LAST, id LIMIT 9";
        let found: Vec<(Uuid,)> = tx.all(sql, args![]).await.unwrap();
        assert_eq!(found.into_iter().map(|r| r.0).collect::<Vec<_>>(), [2, 4, 1, 3].map(id));
    });
}

#[test]
fn pages_follow_one_another_without_gap_or_repetition() {
    run(async {
        let db = probe().await;
        let words: Vec<String> = (0..50).map(|n| format!("w{n}")).collect();
        fill(&db, words.iter().enumerate().map(|(n, w)| (id(n as u128), w.as_str(), n as i64 / 7))).await;
        let mut conn = db.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let mut sql = Sql::new("SELECT amount, id FROM probe WHERE flag IS NULL", args![]);
            if let Some((amount, id)) = after {
                sql.push(" AND (amount, id) > ($, $)", args![amount, id]);
            }
            sql.push(" ORDER BY amount, id LIMIT $", args![8i64]);
            let page: Vec<(i64, Uuid)> = conn.all_of(sql).await.unwrap();
            let Some(&last) = page.last() else { break };
            after = Some(last);
            seen.extend(page);
        }
        assert_eq!(seen, (0..50).map(|n| (n / 7, id(n as u128))).collect::<Vec<_>>());
    });
}

#[test]
fn lists_find_what_they_name() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 1), (id(2), "deux", 2), (id(3), "trois", 3)]).await;
        let mut conn = db.read().await.unwrap();
        let mut sql = Sql::new("SELECT amount FROM probe WHERE body IN ", args![]);
        sql.list(["trois", "un"]).push(" ORDER BY amount LIMIT $", args![5i64]);
        assert_eq!(conn.all_of::<(i64,)>(sql).await.unwrap(), [(1,), (3,)]);
        let mut none = Sql::new("SELECT amount FROM probe WHERE amount IN ", args![]);
        none.list(Vec::<i64>::new());
        assert_eq!(conn.all_of::<(i64,)>(none).await.unwrap(), []);
    });
}

#[test]
fn fractions_and_misfits_are_refused_rather_than_rounded() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 1), (id(2), "deux", 2)]).await;
        let mut conn = db.read().await.unwrap();
        let sum = "SELECT CAST(SUM(amount) AS BIGINT) FROM probe";
        assert_eq!(conn.value::<i64>(sum, args![]).await.unwrap(), Some(3));
        let mean = conn.value::<i64>("SELECT AVG(amount) FROM probe", args![]).await;
        assert!(matches!(mean, Err(StoreError::Engine(_))), "{mean:?}");
        drop(conn);
        for value in [Value::Text("abc".into()), Value::Bytes(vec![1])] {
            let mut tx = db.begin(NOW).await.unwrap();
            let result = tx.run("UPDATE probe SET amount = $1", vec![value]).await;
            assert!(matches!(result, Err(StoreError::Engine(_))), "{result:?}");
        }
    });
}

#[test]
fn plans_can_be_read() {
    run(async {
        let db = probe().await;
        let mut conn = db.read().await.unwrap();
        let plan = conn.plan("SELECT amount FROM probe WHERE id = $1", args![id(1)]).await.unwrap();
        assert!(plan.contains("probe"), "{plan}");
    });
}
