using System.Text.Json;
using Crm.Sdk.Loyalty;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Cli.Commands;

/// <summary>A line of a file of postings, read and checked: {key, customer, kind, points, at, reference, reason, programme, wallet, original, to}.</summary>
internal sealed record PostingLine(long Number, JsonElement Json)
{
    private static readonly string[] Known = ["key", "customer", "kind", "points", "at", "reference", "reason", "programme", "wallet", "original", "to"];

    public static PostingLine Read(long number, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            var line = new PostingLine(number, document.RootElement.Clone());
            if (line.Json.ValueKind != JsonValueKind.Object)
            {
                throw Bad("/", "is no object; give one such as {\"key\": \"A-1/earn\", \"customer\": \"C-1\", \"kind\": \"earn\", \"points\": 100}");
            }

            if (line.Json.EnumerateObject().FirstOrDefault(static member => !Known.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            {
                throw Bad($"/{unknown.Name}", $"is not known; known are {string.Join(", ", Known)}");
            }

            return line;
        }
        catch (JsonException error)
        {
            throw Bad("/", $"is no JSON: {error.Message}");
        }
    }

    /// <summary>The customers that the line names, by key or id.</summary>
    public IEnumerable<string> Customers()
    {
        if (Text("customer") is { } customer)
        {
            yield return customer;
        }

        if (To() is { } to)
        {
            yield return to;
        }
    }

    /// <summary>The posting, once the customers are known.</summary>
    public PointsPosting ToPosting(Func<string, CustomerId> customerOf)
    {
        string key = Need("key"), kind = Need("kind");
        PointsPosting posting = kind switch
        {
            "earn" => PointsPosting.Earn(key, customerOf(Need("customer")), NeedPoints()),
            "redeem" => PointsPosting.Redeem(key, customerOf(Need("customer")), NeedPoints()),
            "hold" => PointsPosting.Hold(key, customerOf(Need("customer")), NeedPoints()),
            "capture" => PointsPosting.Capture(key, Original(), Points()),
            "release" => PointsPosting.Release(key, Original()),
            "reverse" => PointsPosting.Reverse(key, Original(), Points()),
            "adjust" => PointsPosting.Adjust(key, customerOf(Need("customer")), NeedPoints(), Text("reason") ?? Need("reference")),
            "transfer" => PointsPosting.Transfer(key, customerOf(Need("customer")), customerOf(To() ?? throw Bad("/to", "is missing; name who gets the points")), NeedPoints()),
            _ => throw Bad("/kind", $"is '{kind}'; give earn, redeem, hold, capture, release, reverse, adjust or transfer"),
        };
        return posting with
        {
            At = At(),
            Reference = Text("reference"),
            Reason = posting.Reason ?? Text("reason"),
            Programme = Text("programme") ?? posting.Programme,
            Wallet = Text("wallet") ?? posting.Wallet,
        };
    }

    /// <summary>The key of what is reversed, captured or released: <c>original</c>, or else <c>reference</c>.</summary>
    private string Original() => Text("original") ?? Text("reference") ?? throw Bad("/reference", "is missing; name the key of the posting that is meant");

    /// <summary>Who gets the points of a transfer: <c>to</c>, or else <c>reference</c>.</summary>
    private string? To() => Text("to") ?? (Text("kind") == "transfer" ? Text("reference") : null);

    private string Need(string name) => Text(name) ?? throw Bad($"/{name}", "is missing");

    private long NeedPoints() => Points() ?? throw Bad("/points", "is missing");

    private string? Text(string name) => !Json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad($"/{name}", $"is {value.GetRawText()}; give a text");

    private long? Points() => !Json.TryGetProperty("points", out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long points) ? points : throw Bad("/points", $"is {value.GetRawText()}; give a whole number");

    private Instant? At()
    {
        if (Text("at") is not { } text)
        {
            return null;
        }

        ParseResult<OffsetDateTime> moment = OffsetDateTimePattern.ExtendedIso.Parse(text);
        return moment.Success ? moment.Value.ToInstant() : throw Bad("/at", $"is '{text}'; give an instant such as 2026-01-31T09:30:00Z");
    }

    private static CrmException Bad(string pointer, string what) => new(LoyaltyErrorCodes.BadPosting, $"{pointer} {what}.");
}
