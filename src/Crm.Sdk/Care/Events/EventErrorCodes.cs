namespace Crm.Sdk.Care;

/// <summary>The stable codes of errors of events for customers (CRM6725 to CRM6729). One section each in <c>docs/errors.md</c>.</summary>
public static class EventErrorCodes
{
    /// <summary>There is no event of a code.</summary>
    public const string UnknownEvent = "CRM6725";

    /// <summary>There is no room left.</summary>
    public const string Full = "CRM6726";

    /// <summary>A customer was not invited.</summary>
    public const string NotInvited = "CRM6727";

    /// <summary>Customers are to be chosen by distance, and the event has no place.</summary>
    public const string NoPlace = "CRM6728";
}
