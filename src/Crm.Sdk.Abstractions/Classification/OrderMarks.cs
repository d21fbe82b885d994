namespace Crm.Sdk.Classification;

/// <summary>What an order event is, beside its instant and amount.</summary>
[Flags]
public enum OrderMarks : byte
{
    /// <summary>An order with a known amount.</summary>
    None = 0,

    /// <summary>A return, not an order: its amount is negative or zero.</summary>
    Return = 1,

    /// <summary>The amount is not known in the reporting currency, because a rate is missing. It reads as 0.</summary>
    AmountUnknown = 2,
}
