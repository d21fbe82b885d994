namespace Crm.Sdk.Classification;

/// <summary>The closed set of types that a fact's values can have.</summary>
public enum FactValueType
{
    /// <summary><see cref="int"/>, all but the least one, which stands for undefined.</summary>
    Whole32,

    /// <summary><see cref="long"/>, all but the least one, which stands for undefined.</summary>
    Whole64,

    /// <summary><see cref="double"/>, all but NaN, which stands for undefined.</summary>
    Number,

    /// <summary><see cref="Crm.Sdk.Money"/> in the tenant's reporting currency.</summary>
    Money,

    /// <summary><see cref="NodaTime.LocalDate"/> of the ISO calendar.</summary>
    Date,

    /// <summary><see cref="Crm.Sdk.Classification.Category"/>, all but <see cref="Crm.Sdk.Classification.Category.None"/>, which stands for undefined.</summary>
    Category,
}
