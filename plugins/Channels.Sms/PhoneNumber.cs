namespace Crm.Sdk.Channels.Sms;

/// <summary>A number in E.164: the country and the number within, at most 15 digits.</summary>
/// <param name="Digits">All digits, the country's first.</param>
internal readonly record struct PhoneNumber(string Digits)
{
    private const int Least = 7, Most = 15;

    public string E164 => $"+{Digits}";

    /// <summary>The number within China; null where it is of elsewhere.</summary>
    public string? WithinChina => Digits.Length == 13 && Digits.StartsWith("861", StringComparison.Ordinal) ? Digits[2..] : null;

    /// <summary>Reads a number as people write it; null where it is none that takes text messages, as with an extension.</summary>
    /// <param name="text">The number.</param>
    /// <param name="country">The country of one without.</param>
    public static PhoneNumber? Read(string? text, string country)
    {
        string compact = new([.. (text ?? string.Empty).Where(static c => c is not (' ' or '-' or '(' or ')' or '.'))]);
        string digits = compact.StartsWith('+') ? compact[1..]
            : compact.StartsWith("00", StringComparison.Ordinal) ? compact[2..]
            : country + compact;
        return digits.Length is >= Least and <= Most && digits.All(char.IsAsciiDigit) ? new PhoneNumber(digits) : null;
    }
}
