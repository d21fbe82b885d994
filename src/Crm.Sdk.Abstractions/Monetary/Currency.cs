namespace Crm.Sdk;

/// <summary>An active currency of ISO 4217 with its minor unit, for example CNY with two digits, JPY with none, KWD with three.</summary>
/// <remarks>Two bytes; immutable and thread-safe. An uninitialised value is <see cref="None"/>, which holds no money.</remarks>
public readonly partial record struct Currency
{
    private readonly ushort _packed; // three letters, base 26, plus 1; 0 is none

    private Currency(ushort packed) => _packed = packed;

    /// <summary>No currency: what an uninitialised value is.</summary>
    public static Currency None => default;

    /// <summary>Chinese yuan, 人民币.</summary>
    public static Currency Cny { get; } = Parse("CNY");

    /// <summary>United States dollar, 美元.</summary>
    public static Currency Usd { get; } = Parse("USD");

    /// <summary>Euro, 欧元.</summary>
    public static Currency Eur { get; } = Parse("EUR");

    /// <summary>The three letters, or the empty text for <see cref="None"/>.</summary>
    public string Code => _packed == 0 ? string.Empty : Table.Codes[_packed];

    /// <summary>How many decimal digits the minor unit has: 0 to 4.</summary>
    public int Digits => Table.Digits[_packed];

    /// <summary>How many minor units make one unit: 1, 100, 1,000 or 10,000.</summary>
    public long MinorUnitsPerUnit => Table.Scale[Digits];

    /// <summary>Reads a currency's code.</summary>
    /// <param name="code">Three upper-case letters of an active ISO 4217 currency.</param>
    /// <exception cref="CrmException">CRM1010: no active currency has that code.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out Currency currency)
            ? currency
            : throw new CrmException(ErrorCodes.UnknownCurrency, $"'{code}' is no active ISO 4217 currency; give three upper-case letters such as CNY, USD or EUR.");

    /// <summary>Reads a currency's code without raising an error.</summary>
    /// <returns>Whether the code is that of an active currency.</returns>
    public static bool TryParse(string? code, out Currency currency)
    {
        if (code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'] && Pack(code) is var packed && Table.Codes[packed] is not null)
        {
            currency = new Currency(packed);
            return true;
        }

        currency = default;
        return false;
    }

    /// <summary>The three letters.</summary>
    public override string ToString() => Code;

    private static ushort Pack(string code) => (ushort)((((code[0] - 'A') * 26) + (code[1] - 'A')) * 26 + (code[2] - 'A') + 1);
}
