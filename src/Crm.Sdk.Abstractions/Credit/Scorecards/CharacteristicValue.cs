namespace Crm.Sdk.Credit;

/// <summary>What is known of one characteristic of a case: a number, a text, or nothing.</summary>
/// <remarks>Immutable and thread-safe. An uninitialised value is nothing.</remarks>
public readonly record struct CharacteristicValue
{
    private readonly double _number;

    private CharacteristicValue(double number, string? text, bool isNumber)
    {
        _number = number;
        Text = text;
        IsNumber = isNumber;
    }

    /// <summary>Nothing is known.</summary>
    public static CharacteristicValue Nothing => default;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber { get; }

    /// <summary>Whether nothing is known.</summary>
    public bool IsNothing => !IsNumber && Text is null;

    /// <summary>The number, or null.</summary>
    public double? Number => IsNumber ? _number : null;

    /// <summary>The text, or null.</summary>
    public string? Text { get; }

    /// <summary>A number; NaN is nothing.</summary>
    /// <param name="number">The number.</param>
    public static CharacteristicValue Of(double number) => double.IsNaN(number) ? default : new(number, null, isNumber: true);

    /// <summary>A text.</summary>
    /// <param name="text">The text; null and an empty one are nothing.</param>
    public static CharacteristicValue Of(string? text) => string.IsNullOrEmpty(text) ? default : new(0, text, isNumber: false);

    /// <summary>The number or the text; empty for nothing.</summary>
    public override string ToString() => IsNumber ? _number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : Text ?? string.Empty;
}
