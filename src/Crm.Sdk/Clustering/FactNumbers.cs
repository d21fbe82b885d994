using Crm.Sdk.Classification;

namespace Crm.Sdk.Clustering;

/// <summary>Facts of any numeric type as numbers; NaN is undefined.</summary>
internal static class FactNumbers
{
    public static bool IsNumber(Fact fact) => fact.ValueType is FactValueType.Whole32 or FactValueType.Whole64 or FactValueType.Money or FactValueType.Number;

    /// <summary>A fact of one customer; amounts in minor units.</summary>
    public static double Of(in CustomerFacts facts, Fact fact) => fact switch
    {
        KnownFact<int> known => facts[known],
        KnownFact<long> known => facts[known],
        KnownFact<double> known => facts[known],
        KnownFact<Money> known => facts[known].MinorUnits,
        Fact<int> whole => facts[whole] ?? double.NaN,
        Fact<long> whole => facts[whole] ?? double.NaN,
        Fact<double> number => facts[number] ?? double.NaN,
        Fact<Money> amount => facts[amount]?.MinorUnits ?? double.NaN,
        _ => throw new ArgumentException($"The fact '{fact.Key}' is no number.", nameof(fact)),
    };

    /// <summary>A value; amounts in minor units.</summary>
    public static double At(FactColumn column, int row) => column.Fact.ValueType switch
    {
        FactValueType.Number => column.DoubleValues[row],
        FactValueType.Whole64 or FactValueType.Money => column.Int64Values[row] is var value && value == FactColumn.UndefinedInt64 ? double.NaN : value,
        _ => column.Int32Values[row] is var value && value == FactColumn.UndefinedInt32 ? double.NaN : value,
    };
}
