namespace Crm.Sdk.Customers;

/// <summary>What values an attribute takes, and how each is written in canonical text.</summary>
public enum AttributeType
{
    /// <summary>Text in normalisation form C.</summary>
    Text,

    /// <summary>A whole number, −9,223,372,036,854,775,808 to 9,223,372,036,854,775,807: <c>-12</c>.</summary>
    Whole,

    /// <summary>A number of at most six decimals: <c>0.5</c>, <c>1200</c>; no zeros at its end.</summary>
    Decimal,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A date: <c>2026-03-31</c>.</summary>
    Date,

    /// <summary>One of the definition's choices.</summary>
    Choice,

    /// <summary>Some of the definition's choices in the definition's order, parted by <c>;</c>.</summary>
    Choices,
}
