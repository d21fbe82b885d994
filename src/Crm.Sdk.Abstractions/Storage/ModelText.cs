using System.Buffers;

namespace Crm.Sdk.Storage;

/// <summary>The check of names that become tables and columns.</summary>
internal static class ModelText
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    public static string Require(string name, int maxLength, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name.Length <= maxLength && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(Allowed)
            ? name
            : throw new CrmException(ErrorCodes.BadIdentity, $"'{name}' is no {what} name: it starts with a lower-case letter and takes up to {maxLength} lower-case ASCII letters, digits, '-' or '.'.");
    }
}
