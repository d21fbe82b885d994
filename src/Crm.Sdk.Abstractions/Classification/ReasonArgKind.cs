namespace Crm.Sdk.Classification;

/// <summary>The type of an argument of a reason.</summary>
public enum ReasonArgKind
{
    /// <summary>A text, shown as it is. Also what an uninitialised argument is, with the empty text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An amount of money.</summary>
    Money,

    /// <summary>A date of the ISO calendar.</summary>
    Date,
}
