namespace Crm.Sdk;

/// <summary>The stable codes of the errors that this assembly and the core raise. One page each in <c>docs/errors</c>.</summary>
public static class ErrorCodes
{
    /// <summary>A tenant, actor, plugin or other id has a form that is not allowed.</summary>
    public const string BadIdentity = "CRM1001";

    /// <summary>A text is empty, too long, or has characters that cannot be kept.</summary>
    public const string BadText = "CRM1002";

    /// <summary>A currency code is not an active one of ISO 4217.</summary>
    public const string UnknownCurrency = "CRM1010";

    /// <summary>An amount has more digits than its currency's minor unit, or is out of range.</summary>
    public const string BadAmount = "CRM1011";

    /// <summary>Amounts in two currencies were added or compared without a rate.</summary>
    public const string CurrencyMismatch = "CRM1012";

    /// <summary>A date, an instant or a zone is not valid.</summary>
    public const string BadTime = "CRM1020";

    /// <summary>A field's value breaks the field's rule.</summary>
    public const string BadValue = "CRM1030";
}
