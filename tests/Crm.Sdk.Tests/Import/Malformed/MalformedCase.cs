using System.Text;

namespace Crm.Sdk.Tests.Import.Malformed;

/// <summary>A source that something is wrong with, and what must come of it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Kind">What it is imported as.</param>
/// <param name="Bytes">The source.</param>
/// <param name="File">Its name, whose ending chooses the format.</param>
/// <param name="Ends">What must come of it.</param>
/// <param name="Where">The refused field, or a part of the error; null where it does not matter.</param>
public sealed record MalformedCase(string Name, string Kind, byte[] Bytes, string File, Ending Ends, string? Where = null)
{
    public const string OrderHeader = "key,customer,date,product,quantity,price,discount,cost,amount,tax,currency,channel,region,status,type";
    public const string CustomerHeader = "key,kind,name,givenName,familyName,email,phone,address,city,postalCode,birthday,gender,region,country,latitude,longitude,datum,industry,owner,source,zone,language,tags,contactPoints,attr.size";

    /// <summary>One file that is refused as a whole.</summary>
    public static MalformedCase Whole(string name, byte[] bytes, string? says = null, string kind = "orders", string file = "rows.csv") => new(name, kind, bytes, file, Ending.Error, says);

    public static MalformedCase Whole(string name, string text, string? says = null, string kind = "orders", string file = "rows.csv") => Whole(name, Encoding.UTF8.GetBytes(text), says, kind, file);

    /// <summary>A row between two good ones, which are imported.</summary>
    public static MalformedCase Row(string name, string row, string? field = null, string kind = "orders") => new(
        name, kind, Encoding.UTF8.GetBytes($"{(kind == "orders" ? OrderHeader : CustomerHeader)}\n{Good(kind, 1)}\n{row}\n{Good(kind, 2)}\n"), "rows.csv", Ending.OneRowRefused, field);

    /// <summary>A good row but for one value.</summary>
    public static MalformedCase Value(string kind, string target, string value) =>
        Row($"{kind}: {target} is {Shown(value)}", With(kind, target, value), target, kind);

    /// <summary>A line of JSON between two good ones.</summary>
    public static MalformedCase Line(string name, string line, string? field = null) => new(
        name, "orders", Encoding.UTF8.GetBytes($"{GoodLine(1)}\n{line}\n{GoodLine(2)}\n"), "rows.jsonl", Ending.OneRowRefused, field);

    public static string GoodLine(int number) => $$"""{"key":"J{{number}}","customer":"ada","date":"2026-03-01","amount":5.25}""";

    public static string Good(string kind, int number) => With(kind, "key", $"G{number}");

    public override string ToString() => Name;

    private static string With(string kind, string target, string value)
    {
        string[] columns = (kind == "orders" ? OrderHeader : CustomerHeader).Split(',');
        return string.Join(',', columns.Select(column => column == target ? Quoted(value) : column switch
        {
            "key" => "B",
            "customer" => "ada",
            "date" => "2026-03-01",
            "amount" when target != "price" => "5",
            "price" when target != "amount" => string.Empty,
            "latitude" or "longitude" when kind == "customers" && target is "latitude" or "longitude" => "10",
            _ => string.Empty,
        }));
    }

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Shown(string value) => value.Length <= 40 ? string.Concat(value.Select(static c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) : $"{value.Length} characters";
}
