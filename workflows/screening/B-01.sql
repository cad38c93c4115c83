/* {
  "class": "business",
  "name": { "zh": "业扩超期", "en": "Connection overdue" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "business",
  "severity": 2,
  "specialty": "business",
  "parameters": { "days": 30, "p": 0.6 },
  "guidance": {
    "zh": "查业扩各环节时间，找出卡在哪一步，告知客户并限期送电。",
    "en": "Look at the times of each step, find where it hangs, tell the customer and set a date."
  },
  "explanation": {
    "zh": "{customerName}的用电申请于 {appliedOn} 受理，时限 {limitDays:0} 天，至数据截止日已 {takenDays} 天{stateZh}。",
    "en": "{customerName} applied on {appliedOn}; the limit is {limitDays:0} days, and {takenDays} have passed{stateEn}."
  }
} */
-- A connection that took or takes longer than its limit. Needs the optional columns applied_on, connected_on and limit_days of customers.csv;
-- without limit_days the parameter stands in, without applied_on nothing is said.
WITH asked AS (
    SELECT c.area_no, c.customer_no, c.customer_name, TRY_CAST(x.extra['applied_on'] AS DATE) AS applied_on, TRY_CAST(x.extra['connected_on'] AS DATE) AS connected_on,
        coalesce(TRY_CAST(x.extra['limit_days'] AS DOUBLE), $days) AS limit_days
    FROM customer AS c JOIN customers AS x USING (customer_key) WHERE map_contains(x.extra, 'applied_on'))
SELECT 'customer' AS kind, area_no, customer_no, $p AS p, customer_name AS "customerName", applied_on AS "appliedOn", limit_days AS "limitDays",
    coalesce(connected_on, last_day) - applied_on AS "takenDays", CASE WHEN connected_on IS NULL THEN '，仍未送电' ELSE '才送电' END AS "stateZh",
    CASE WHEN connected_on IS NULL THEN ' without supply' ELSE ' until it was supplied' END AS "stateEn"
FROM asked, period WHERE coalesce(connected_on, last_day) - applied_on > limit_days;
