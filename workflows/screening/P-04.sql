/* {
  "class": "price",
  "name": { "zh": "基本电费/容需量异常", "en": "Capacity or demand charge wrong" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "billing",
  "severity": 3,
  "specialty": "billing",
  "parameters": { "over": 1.05, "p": 0.65 },
  "guidance": {
    "zh": "核对需量抄表值、核定需量和基本电费计算；超过部分按规则加倍计收。",
    "en": "Check the demand read, the demand agreed and the charge; what is above is charged double."
  },
  "explanation": {
    "zh": "{customerName}在 {periods} 个周期的实际最大需量超过核定需量 {agreedKw:0} kW 的 105%（最高 {mostKw:0} kW），却未计收超需量电费。",
    "en": "{customerName} exceeded its agreed demand of {agreedKw:0} kW by more than 5 % in {periods} periods (up to {mostKw:0} kW) and was not charged for it."
  }
} */
-- Demand above 105 % of what was agreed, without the charge for the excess. Needs the optional columns agreed_demand_kw of customers.csv and
-- demand_kw, excess_demand_yuan of bills.csv; without them nothing is said.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", count(*) AS periods,
    any_value(TRY_CAST(x.extra['agreed_demand_kw'] AS DOUBLE)) AS "agreedKw", max(TRY_CAST(b.extra['demand_kw'] AS DOUBLE)) AS "mostKw"
FROM bills AS b JOIN customer AS c USING (customer_no) JOIN customers AS x USING (customer_key)
WHERE TRY_CAST(b.extra['demand_kw'] AS DOUBLE) > $over * TRY_CAST(x.extra['agreed_demand_kw'] AS DOUBLE) AND coalesce(TRY_CAST(b.extra['excess_demand_yuan'] AS DOUBLE), 0) <= 0
GROUP BY c.area_no, c.customer_no, c.customer_name;
