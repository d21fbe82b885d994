namespace Crm.Sdk.Billing;

/// <summary>The stable codes of errors about invoices, payments and receivables. One section each in <c>docs/errors.md</c>.</summary>
public static class BillingErrorCodes
{
    /// <summary>There is no allocation strategy of that name, two have one name, or one answered what it must not.</summary>
    public const string BadStrategy = "CRM6230";

    /// <summary>More is allocated, credited, written off or disputed than there is.</summary>
    public const string TooMuch = "CRM6231";

    /// <summary>A document cannot be posted to: it is unknown, another customer's, in another currency, a draft, cancelled or revoked.</summary>
    public const string CannotPost = "CRM6232";

    /// <summary>The session has posted to an invoice already and has not committed it.</summary>
    public const string PostedAlready = "CRM6233";

    /// <summary>What needs two people was agreed to by one.</summary>
    public const string NeedsSecondPerson = "CRM6234";

    /// <summary>An option of ageing, days sales outstanding or dunning is out of its range.</summary>
    public const string BadOption = "CRM6235";
}
