using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Sdk.Notifications;

/// <summary>Makes idempotency keys of what makes a message a different one.</summary>
/// <remarks>Thread-safe.</remarks>
public static class MessageKey
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The key of parts, such as plan, customer, occasion and year. Equal parts give equal keys, other parts other keys.</summary>
    /// <param name="parts">The parts, one or more.</param>
    /// <returns>The parts joined by <c>:</c> where they are short and plain; otherwise their SHA-256 in hexadecimal.</returns>
    /// <exception cref="ArgumentException">There are no parts.</exception>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
        {
            throw new ArgumentException("A key is made of at least one part.", nameof(parts));
        }

        string joined = string.Join(':', parts!);
        if (joined.Length is > 0 and <= OutboxMessage.MaxKeyLength && parts.Length > 1 && AllPlain(parts))
        {
            return joined;
        }

        var text = new StringBuilder();
        foreach (string part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}"); // lengths first, so that no two lists read alike
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Whether a text can be a key: 1 to 64 visible ASCII characters.</summary>
    internal static bool IsValid(string key) => key.Length is > 0 and <= OutboxMessage.MaxKeyLength && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool AllPlain(ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            if (part.AsSpan().ContainsAnyExcept(Plain))
            {
                return false;
            }
        }

        return true;
    }
}
