/* {
  "class": "quantity",
  "name": { "zh": "零电量户", "en": "Zero-consumption customer" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 2,
  "specialty": "business",
  "parameters": { "days": 90, "min_days": 15, "zero_kwh": 0.05, "billed_kwh": 30 },
  "guidance": {
    "zh": "先确认是否空置；有人用电而表计为零的，查表计是否停走、是否绕表。",
    "en": "First find out whether the place is empty; if somebody lives or works there and the meter says zero, look for a stopped meter or a bypass."
  },
  "explanation": {
    "zh": "{customerName}自 {from} 至 {to} 的 {zeroDays} 个抄见日电量全部为零，档案为正常用电，且不像空置户。",
    "en": "{customerName} shows zero on all {zeroDays} days read from {from} to {to}; the archive says it is in use, and it does not look vacant."
  }
} */
-- Zero use of a customer that should use something. Empty homes are zero too, and far more often: a home counts only with a sign of life.
WITH window_days AS (SELECT least(days, CAST($days AS INTEGER)) AS length, last_day FROM period),
silent AS (
    SELECT r.customer_key, count(r.kwh) AS zero_days, min(r.date) AS from_day, max(r.date) AS to_day
    FROM reading AS r, window_days AS w
    WHERE r.kwh IS NOT NULL AND r.date > w.last_day - w.length AND r.date <= w.last_day
    GROUP BY r.customer_key HAVING max(r.kwh) < $zero_kwh),
billed AS (SELECT customer_no, max(kwh) AS best_kwh, arg_max(kwh, period) AS last_kwh FROM bills GROUP BY customer_no)
SELECT 'customer' AS kind, c.area_no, c.customer_no,
    CASE WHEN b.last_kwh > $billed_kwh THEN 0.6
        WHEN c.category NOT IN ('residential', '') THEN 0.4
        WHEN b.best_kwh > $billed_kwh THEN 0.08
        ELSE 0.03 END AS p,
    c.customer_name AS "customerName", c.category, s.zero_days AS "zeroDays", s.from_day AS "from", s.to_day AS "to", b.best_kwh AS "billedKwh"
FROM silent AS s JOIN customer AS c USING (customer_key) LEFT JOIN billed AS b USING (customer_no), window_days AS w
WHERE c.status = 'active' AND s.zero_days >= greatest($min_days, 0.6 * w.length)
    AND (c.category NOT IN ('residential', '') OR b.best_kwh > $billed_kwh);
