using Crm.Sdk.Classification;

namespace Crm.Sdk.Clustering;

/// <summary>Facts of any numeric type as numbers; NaN is undefined.</summary>
internal static class FactNumbers
{
    public static bool IsNumber(Fact fact) => fact.ValueType is FactValueType.Whole32 or FactValueType.Whole64 or FactValueType.Money or FactValueType.Number;

    /// <summary>A value; amounts in minor units.</summary>
    public static double At(FactColumn column, int row) => column.Fact.ValueType switch
    {
        FactValueType.Number => column.DoubleValues[row],
        FactValueType.Whole64 or FactValueType.Money => column.Int64Values[row] is var value && value == FactColumn.UndefinedInt64 ? double.NaN : value,
        _ => column.Int32Values[row] is var value && value == FactColumn.UndefinedInt32 ? double.NaN : value,
    };
}
