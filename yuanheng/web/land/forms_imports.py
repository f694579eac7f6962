"""The form that a land file is handed in with."""

from __future__ import annotations

from django import forms

from yuanheng.web.base.forms import HouseForm, day_field

from .models import ImportKind

HINT = "图层:GeoJSON、Shapefile(.zip)、GeoPackage、DXF、界址点坐标表 .xlsx;台账:.xlsx、.csv"


class ImportForm(HouseForm):
    """A file, what it is, and the day as of which it holds."""

    kind = forms.ChoiceField(label="内容", choices=ImportKind.choices)
    file = forms.FileField(label="文件", help_text=HINT)
    holds_from = day_field("资料截至", help_text="图上的界线、台账的数从哪一天起有效")
    whole = forms.BooleanField(label="这是全区的整张图(列出图上没有了的宗地)", required=False)
