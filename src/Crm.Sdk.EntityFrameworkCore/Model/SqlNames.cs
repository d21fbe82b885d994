using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Names of tables, columns and indexes: snake case of the catalogue's names, short enough for every database.</summary>
internal static class SqlNames
{
    public const string Tenant = "tenant";
    public const string Id = "id";
    public const string Version = "version";
    public const string Payload = "payload";
    public const string Ordinal = "ordinal";

    /// <summary>PostgreSQL keeps 63 bytes and cuts the rest off without a word.</summary>
    private const int MaxLength = 60;

    public static string Of(params ReadOnlySpan<string> parts)
    {
        string name = string.Join('_', parts).Replace('-', '_').Replace('.', '_');
        if (name.Length <= MaxLength)
        {
            return name;
        }

        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)).AsSpan(0, 4));
        return $"{name.AsSpan(0, MaxLength - digest.Length - 1)}_{digest}";
    }
}
