"""The units headers show in brackets; English counts need none: `Orders`, `Clicks`."""

from promo_xl.schema.label import Label

YUAN = Label("元", "CNY")
DAYS = Label("天", "days")
PEOPLE = Label("人", "people")
TIMES = Label("次", "times")
PIECES = Label("件", "units")
ORDERS = Label("单", "orders")
LINES = Label("行", "lines")
ITEMS = Label("条", "items")
SHEETS = Label("张", "pcs")
SHARES = Label("份", "pcs")
SECONDS = Label("秒", "s")
MINUTES = Label("分钟", "min")
HOURS = Label("小时", "h")
FOLD = Label("倍", "x")
BENEFIT = Label("元/折/件", "CNY/tenths/units")
