namespace Crm.Sdk;

/// <summary>The check of names that end up in keys, file names and metrics: short and plain ASCII.</summary>
internal static class IdentityText
{
    public static string Require(string value, int maxLength, string what)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0 || value.Length > maxLength || value.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new CrmException(
                ErrorCodes.BadIdentity,
                $"'{value}' is no {what} id: it takes 1 to {maxLength} ASCII letters, digits, '-', '_' or '.'.");
        }

        return value;
    }

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
