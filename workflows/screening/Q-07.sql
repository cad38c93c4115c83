/* {
  "class": "quantity",
  "name": { "zh": "超容用电", "en": "Over contracted capacity" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 3,
  "specialty": "consumption-inspection",
  "parameters": { "hours": 16, "over": 1.05, "min_days": 5, "unreliable_share": 0.05, "p": 0.45, "p_event": 0.6 },
  "guidance": {
    "zh": "核对现场变压器铭牌、受电设备容量与合同容量；属实的停用超容设备或办理增容，按规则追补。",
    "en": "Compare transformer plate and connected load with the contract; if exceeded, take the excess out of use or have capacity added, and bill by the rules."
  },
  "explanation": {
    "zh": "{customerName}合同容量 {kva:0} kVA，自 {from} 至 {to} 有 {overDays} 天用电超过该容量满载 {hours:0} 小时（最高一天 {mostKwh:0} kWh）{eventZh}。",
    "en": "{customerName} has a contract of {kva:0} kVA; on {overDays} days from {from} to {to} it used more than {hours:0} hours of that (at most {mostKwh:0} kWh in a day){eventEn}."
  }
} */
-- More energy than the contracted capacity gives in a long working day, or the terminal's own over-capacity event (E200002A). Drops carry no
-- demand, so energy stands in for it; what is physically impossible is Q-08.
WITH over_all AS (
    SELECT r.customer_key, count(*) AS over_days, max(r.kwh) AS most_kwh, min(r.date) AS from_day, max(r.date) AS to_day
    FROM reading AS r JOIN customer AS c USING (customer_key), period
    WHERE c.status = 'active' AND c.contracted_kva > 0 AND r.kwh > $over * $hours * c.contracted_kva AND r.kwh <= 24 * $over * c.contracted_kva AND r.date BETWEEN first_day AND last_day
    GROUP BY r.customer_key),
-- Capacities that are one placeholder for all, or that a good part of a category exceeds, are wrong on file and say nothing of a customer.
filed AS (SELECT count(DISTINCT contracted_kva) >= 3 AS varies FROM customer WHERE category NOT IN ('residential', '') AND contracted_kva > 0),
unreliable AS (
    SELECT c.category FROM customer AS c LEFT JOIN over_all AS o USING (customer_key) WHERE c.contracted_kva > 0
    GROUP BY c.category HAVING count(o.customer_key) > greatest(3, $unreliable_share * count(*))),
over AS (SELECT o.* FROM over_all AS o JOIN customer AS c USING (customer_key), filed WHERE varies AND c.category NOT IN (FROM unreliable)),
event AS (SELECT customer_no, count(DISTINCT day) AS days, min(day) AS from_day, max(day) AS to_day FROM alarm WHERE code = 'E200002A' AND NOT is_mass GROUP BY customer_no)
SELECT 'customer' AS kind, c.area_no, c.customer_no, CASE WHEN e.days > 0 THEN $p_event ELSE $p END AS p, c.customer_name AS "customerName", c.contracted_kva AS kva, $hours AS hours,
    coalesce(o.over_days, 0) AS "overDays", o.most_kwh AS "mostKwh", coalesce(o.from_day, e.from_day) AS "from", coalesce(o.to_day, e.to_day) AS "to",
    CASE WHEN e.days > 0 THEN '，终端上报超容 ' || e.days || ' 天' ELSE '' END AS "eventZh", CASE WHEN e.days > 0 THEN '; the terminal reported excess on ' || e.days || ' days' ELSE '' END AS "eventEn"
FROM customer AS c LEFT JOIN over AS o USING (customer_key) LEFT JOIN event AS e USING (customer_no)
WHERE c.status = 'active' AND (o.over_days >= $min_days OR e.days > 0);
