using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.History;

/// <summary>Computes and checks the keyed hash of audit entries.</summary>
/// <remarks>
/// HMAC-SHA256 over the entry's fields, each with its length in front, so that no two entries read alike. Without a configured key the key is empty and the
/// hash shows accidental damage only. Thread-safe.
/// </remarks>
public sealed class AuditHasher(ReadOnlyMemory<byte> key)
{
    /// <summary>The hash of an entry's fields, in lower-case hexadecimal.</summary>
    public string Hash(TenantId tenant, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new StringBuilder();
        Append(text, tenant.Value);
        Append(text, entry.Id.ToString());
        Append(text, entry.At.ToUnixMicroseconds().ToString(CultureInfo.InvariantCulture));
        Append(text, entry.By.Value);
        Append(text, entry.CommitId.ToString());
        Append(text, entry.Action);
        Append(text, entry.Count.ToString(CultureInfo.InvariantCulture));
        foreach (AuditedRecord record in entry.Records)
        {
            Append(text, record.Kind);
            Append(text, record.Id.ToString("D"));
            Append(text, record.Version.ToString(CultureInfo.InvariantCulture));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether an entry's hash is right.</summary>
    public bool Verify(TenantId tenant, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(tenant, entry)), Encoding.ASCII.GetBytes(entry.Hash));
    }

    private static void Append(StringBuilder text, string value) => text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}");
}
