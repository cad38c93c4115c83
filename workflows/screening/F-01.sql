/* {
  "class": "charge",
  "name": { "zh": "电费异常", "en": "Bill does not fit the readings" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "billing",
  "severity": 3,
  "specialty": "billing",
  "parameters": { "off_pct": 30, "min_kwh": 100, "min_read_share": 0.9, "price_pct": 25, "p_kwh": 0.5, "p_many": 0.65, "p_price": 0.5, "p_negative": 0.4 },
  "guidance": {
    "zh": "核对抄表示数、倍率和退补单据；差错的退补电费，查明环节和责任人。",
    "en": "Check reads, multiplier and the papers of any settlement; settle errors and find out at which step they arose."
  },
  "explanation": {
    "zh": "{customerName}的 {periodWord} 电费{findingZh}：发行电量 {billedKwh:0} kWh，抄表电量 {readKwh:0} kWh，金额 {yuan:0.00} 元。",
    "en": "{customerName}'s bill of {periodWord} {findingEn}: billed {billedKwh:0} kWh, read {readKwh:0} kWh, {yuan:0.00} yuan."
  }
} */
-- The bill against the daily readings of its month, its price against the others of the tariff, and bills below zero. Estimated bills (F-03), months
-- that were not read nearly every day, and a shift of a few days in the reading date are no error.
WITH month AS (
    SELECT c.customer_no, CAST(date_trunc('month', r.date) AS DATE) AS period, sum(r.kwh) AS kwh, count(*) AS days, max(r.kwh) AS most
    FROM reading AS r JOIN customer AS c USING (customer_key) WHERE r.kwh IS NOT NULL GROUP BY ALL),
priced AS (
    SELECT b.*, c.area_no, c.customer_name, c.tariff_code, c.status, b.amount_yuan / nullif(b.kwh, 0) AS price, m.days,
        m.kwh / nullif(m.days, 0) * day(last_day(b.period)) AS read_kwh, m.most
    FROM bills AS b JOIN customer AS c USING (customer_no) LEFT JOIN month AS m USING (customer_no, period)),
usual AS (SELECT tariff_code, median(price) AS price, count(*) AS bills FROM priced WHERE kwh >= $min_kwh GROUP BY tariff_code),
judged AS (
    SELECT p.*, p.kwh < 0 OR p.amount_yuan < 0 AS is_negative,
        coalesce(p.read_type, 'actual') <> 'estimated' AND p.days >= $min_read_share * day(last_day(p.period)) AND p.kwh >= 0
            AND abs(p.kwh - p.read_kwh) > greatest($min_kwh, $off_pct / 100 * p.read_kwh + 3 * p.most) AS is_off,
        u.bills >= 50 AND p.kwh >= $min_kwh AND p.amount_yuan > 0 AND abs(p.price / u.price - 1) > $price_pct / 100 AS is_priced
    FROM priced AS p LEFT JOIN usual AS u USING (tariff_code)),
wrong AS (SELECT *, count(*) OVER (PARTITION BY customer_no) AS periods, row_number() OVER (PARTITION BY customer_no ORDER BY abs(coalesce(kwh - read_kwh, 0)) DESC, period DESC) AS rank FROM judged WHERE is_negative OR is_off OR is_priced)
SELECT 'customer' AS kind, area_no, customer_no, CASE WHEN periods >= 2 THEN $p_many WHEN is_off THEN $p_kwh WHEN is_priced THEN $p_price ELSE $p_negative END AS p, customer_name AS "customerName",
    strftime(period, '%Y-%m') AS "periodWord", periods, kwh AS "billedKwh", read_kwh AS "readKwh", amount_yuan AS yuan,
    CASE WHEN is_off THEN '与抄表电量不符' WHEN is_priced THEN '单价偏离同类电价' ELSE '为负数，需核实退补' END AS "findingZh",
    CASE WHEN is_off THEN 'differs from what was read' WHEN is_priced THEN 'has a price unlike its tariff' ELSE 'is negative: check the settlement' END AS "findingEn"
FROM wrong WHERE rank = 1;
