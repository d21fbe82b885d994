using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Hashes values one after the other, each with its length, so that no two lists of values run together. Not thread-safe.</summary>
internal sealed class PointsHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The hash of a transaction's contents and of the transaction before it (L9).</summary>
    public static string Of(string before, PointsTransaction transaction)
    {
        using var hash = new PointsHash();
        hash.Add(before).Add(transaction.Id.ToString()).Add(transaction.Account.ToString()).Add(transaction.Sequence).Add(transaction.Key).Add((long)transaction.Kind)
            .Add(transaction.OccurredAt).Add(transaction.At).Add(transaction.Points).Add(transaction.Reference).Add(transaction.Reason).Add(transaction.Reverses?.ToString())
            .Add(transaction.Hold?.ToString()).Add(transaction.Counterpart?.ToString()).Add(transaction.Fingerprint).Add(transaction.Entries.Count);
        foreach (PointsEntry entry in transaction.Entries)
        {
            _ = hash.Add((long)entry.Account).Add(entry.Points).Add(entry.Lot?.ToString());
        }

        return hash.Finish();
    }

    /// <summary>The hash of what a posting asks for.</summary>
    public static string Of(PointsPosting posting)
    {
        using var hash = new PointsHash();
        return hash.Add((long)posting.Kind).Add(posting.Programme).Add(posting.Wallet).Add(posting.Customer.ToString()).Add(posting.Points).Add(posting.At).Add(posting.Reference).Add(posting.Reason)
            .Add(posting.Original).Add(posting.To?.ToString()).Add(posting.Until).Add(posting.MaturesAt).Add(posting.ExpiresOn?.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Finish();
    }

    public void Dispose() => _hash.Dispose();

    private PointsHash Add(string? text)
    {
        if (text is null)
        {
            return Add(-1);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _ = Add(bytes.Length);
        _hash.AppendData(bytes);
        return this;
    }

    private PointsHash Add(Instant? at) => at is { } instant ? Add(1).Add(instant.ToUnixTimeTicks()) : Add(0);

    private PointsHash Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        _hash.AppendData(bytes);
        return this;
    }

    private PointsHash Add(long? value) => value is { } number ? Add(1).Add(number) : Add(0);

    private string Finish()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = _hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }
}
