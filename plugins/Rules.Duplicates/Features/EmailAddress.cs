namespace Crm.Sdk.Rules.Duplicates;

/// <summary>An e-mail address in the forms in which it is compared.</summary>
/// <param name="Whole">The address in lower case.</param>
/// <param name="Mailbox">The address without what providers ignore: a tag behind <c>+</c>, and dots where the provider says so.</param>
/// <param name="Local">What stands before <c>@</c>, without these.</param>
/// <param name="IsRole">Whether it is a function's address, such as <c>info</c>, which many share.</param>
internal sealed record EmailAddress(string Whole, string Mailbox, string Local, bool IsRole)
{
    private static readonly string[] Roles = ["info", "office", "sales", "contact", "admin", "service", "support", "mail", "hello", "reservations", "reception", "accounting", "invoice", "noreply"];

    /// <summary>Reads an address; null where it is none.</summary>
    public static EmailAddress? Read(string text)
    {
        string whole = text.Trim().ToLowerInvariant();
        int at = whole.LastIndexOf('@');
        if (at <= 0 || at == whole.Length - 1)
        {
            return null;
        }

        string local = whole[..at], domain = whole[(at + 1)..];
        int tag = local.IndexOf('+', StringComparison.Ordinal);
        if (tag > 0)
        {
            local = local[..tag];
        }

        if (domain is "gmail.com" or "googlemail.com")
        {
            (local, domain) = (local.Replace(".", string.Empty, StringComparison.Ordinal), "gmail.com"); // as the provider documents
        }

        return new EmailAddress(whole, $"{local}@{domain}", local, Array.IndexOf(Roles, local) >= 0);
    }
}
