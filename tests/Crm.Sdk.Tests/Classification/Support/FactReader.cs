using Crm.Sdk.Classification;

namespace Crm.Sdk.Tests.Classification;

/// <summary>Reads any fact of a row as an object: null where undefined, money in minor units.</summary>
internal static class FactReader
{
    public static object? Read(FactTable table, Fact fact, int row)
    {
        FactColumn column = table.Find(fact)!;
        switch (fact.ValueType)
        {
            case FactValueType.Whole64 or FactValueType.Money:
                return column.Int64Values[row] is var large && large == FactColumn.UndefinedInt64 ? null : large;
            case FactValueType.Number:
                return column.DoubleValues[row] is var number && double.IsNaN(number) ? null : number;
            case FactValueType.Date:
                return column.Int32Values[row] is var day && day == FactColumn.UndefinedInt32 ? null : new NodaTime.LocalDate(1970, 1, 1).PlusDays(day);
            default:
                return column.Int32Values[row] is var whole && whole == (fact.ValueType == FactValueType.Category ? 0 : FactColumn.UndefinedInt32) ? null : whole;
        }
    }
}
