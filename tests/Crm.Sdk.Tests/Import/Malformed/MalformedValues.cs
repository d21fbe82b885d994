namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>Values that are none of their target's type, for every typed target.</summary>
internal static class MalformedValues
{
    private static readonly string[] NoNumbers =
    [
        "1e999", "1e5", "NaN", "Infinity", "-Infinity", "∞", "1,234.5", "1.234,5", "1 234", "1\u00A0234", "1_000", "٣", "１２", "²", "½", "Ⅳ", "五", "--1", "1-", "+-1", "(1)", "−5", "0x10", "1/2", "1.2.3", ".", "-", "five", "=1+1", "5%", "true", "null", "#REF!",
    ];

    private static readonly string[] NoDates =
    [
        "2026-02-30", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "0000-01-01", "10000-01-01", "-2026-01-01", "26-01-01", "01/02/26", "03/01/2026", "1.3.2026", "2026/03/01", "2026-3-1",
        "2026-W01-1", "2026-060", "20260301", "46082", "1772323200", "1 March 2026", "2026年3月1日", "٢٠٢٦-٠٣-٠١", "２０２６-03-01", "2026-03-01T25:00:00", "2026-03-01T23:60:00", "2026-06-30T23:59:60Z", "2026-03-01T10:00:00+99:00",
        "2026-03-01T10:00:00 PM", "today", "=TODAY()", "2026-03", "2026", "T10:00:00",
    ];

    private static readonly string[] NoBirthdays = ["1990-02-30", "1990-13-01", "90-01-01", "01/02/1990", "1990", "1990-2-3", "lunar:1987-05L-01", "lunar:1990-13-01", "lunar:1990-01-31", "--02-30", "0000-01-01", "tomorrow", "33000"];

    private static readonly (string Target, string[] Values)[] OfCustomers =
    [
        ("kind", ["pet", "1", "individual,enterprise"]),
        ("email", ["ada", "ada@", "@example.com", "ada@@example.com", "ada@example", "a da@example.com", "ada@exa mple.com", "ada@example..com", "ada@example.com\r\nBcc: x@example.com", "ada@-example.com"]),
        ("phone", ["call me", "12", "+", "+999999999999999999", "1380013800", "１３８００１３８０００x", "++8613800138000"]),
        ("gender", ["often", "3"]),
        ("country", ["China", "UK", "XX", "C", "CHN1", "中国"]),
        ("datum", ["mars"]),
        ("zone", ["Mars/Olympus", "UTC+8", "+08:00", "CST8"]),
        ("language", ["english language", "e", "zh_CN!"]),
        ("tags", ["[1,2]", "[broken", "[\"a\",null]", "[[\"a\"]]"]),
        ("contactPoints", ["x", "{}", "[1]", "[{}]", "[{\"kind\":\"Pigeon\",\"value\":\"x\"}]", "[{\"kind\":\"Phone\"}]"]),
    ];

    private static readonly (string Target, string[] Values)[] OfOrders =
    [
        ("currency", ["ABC", "RMB", "$", "XAU", "C", "cny1", "人民币"]),
        ("status", ["lost", "1", "confirmed,shipped"]),
        ("type", ["refund", "0"]),
        ("date", [""]),
        ("customer", [""]),
    ];

    /// <summary>What no store can hold: NUL, behind so many letters that the file is not taken for UTF-16, and a code point that is no character.</summary>
    private static readonly string[] NoCharacters = [new string('x', 600) + "\0", "a\uFFFEb"];

    private static readonly string[] Controls = ["a\u0001b", "a\u001B[31mb", "a\u007Fb", "a\u0085b", "a\u009Fb", "a\nb", "a\rb", "a\tb"];

    private static readonly string[] TextsOfOrders = ["key", "customer", "product", "channel", "region"];
    private static readonly string[] TextsOfCustomers = ["key", "name", "givenName", "familyName", "city", "postalCode", "region", "industry", "owner", "source"];

    public static IEnumerable<MalformedCase> All() =>
    [
        .. from target in new[] { "quantity", "price", "amount", "discount", "cost", "tax" } from value in NoNumbers select MalformedCase.Value("orders", target, value),
        .. from target in new[] { "latitude", "longitude" } from value in NoNumbers.Concat(target == "latitude" ? ["91", "-90.0000001"] : Array.Empty<string>()) select MalformedCase.Value("customers", target, value),
        .. from value in NoDates select MalformedCase.Value("orders", "date", value),
        .. from value in NoBirthdays select MalformedCase.Value("customers", "birthday", value),
        .. from target in OfCustomers from value in target.Values select MalformedCase.Value("customers", target.Target, value),
        .. from target in OfOrders from value in target.Values select MalformedCase.Value("orders", target.Target, value),
        .. from target in TextsOfOrders select MalformedCase.Value("orders", target, new string('x', 5_000)),
        .. from target in TextsOfCustomers select MalformedCase.Value("customers", target, new string('x', 5_000)),
        .. from target in TextsOfOrders from value in NoCharacters select MalformedCase.Value("orders", target, value),
        .. from target in TextsOfCustomers from value in NoCharacters select MalformedCase.Value("customers", target, value),
        .. from target in new[] { "key", "customer" } from value in Controls select MalformedCase.Value("orders", target, value),
        .. from value in Controls select MalformedCase.Value("customers", "key", value),
        .. from target in new[] { "name", "givenName", "familyName" } from value in Controls.Take(3) select MalformedCase.Value("customers", target, value), // blanks of any kind become one
    ];
}
