using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>What a model predicts of a customer, as it is kept: the latest of each customer and model, apart from all measures.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ValuePrediction
{
    /// <summary>The prediction's id: one for each customer and model (<see cref="IdOf"/>).</summary>
    public required RecordId Id { get; init; }

    /// <summary>Of whom.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The model of purchases.</summary>
    public required string Model { get; init; }

    /// <summary>The version of its formulas.</summary>
    public required long Version { get; init; }

    /// <summary>The <see cref="ValueModelFit"/> of purchases that it comes from.</summary>
    public required RecordId Fit { get; init; }

    /// <summary>The fit of spend that it comes from; null where spend is not predicted.</summary>
    public RecordId? SpendFit { get; init; }

    /// <summary>The instant from which on it looks ahead.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>When it was computed.</summary>
    public required Instant PredictedAt { get; init; }

    /// <summary>How far it looks ahead, in millionths of a day.</summary>
    public required long HorizonMillionths { get; init; }

    /// <summary>The yearly rate of discount, in millionths.</summary>
    public required long DiscountMillionths { get; init; }

    /// <summary>P(alive), in millionths.</summary>
    public required long AliveMillionths { get; init; }

    /// <summary>The expected purchases within the horizon, in millionths.</summary>
    public required long PurchasesMillionths { get; init; }

    /// <summary>What a purchase is expected to bring; null where it is undefined.</summary>
    public Money? Spend { get; init; }

    /// <summary>The discounted expected revenue within the horizon; null where it is undefined.</summary>
    public Money? Value { get; init; }

    /// <summary>The id of a customer's prediction by a model: a version 8 UUID (RFC 9562) of SHA-256 over the customer's 16 big-endian bytes and the model's name.</summary>
    public static RecordId IdOf(CustomerId customer, string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        byte[] text = new byte[16 + Encoding.UTF8.GetByteCount(model)];
        customer.Value.TryWriteBytes(text, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(model, text.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new RecordId(new Guid(hash[..16], bigEndian: true));
    }
}
