namespace Crm.Sdk.Customers;

/// <summary>The stable codes of errors of the customer archive. One section each in <c>docs/errors.md</c>.</summary>
public static class CustomerErrorCodes
{
    /// <summary>There is no such customer.</summary>
    public const string Unknown = "CRM3101";

    /// <summary>The state of a customer's archive does not allow what was asked.</summary>
    public const string WrongState = "CRM3102";

    /// <summary>A relation would make somebody its own superior, or a second one of a kind of which there is one.</summary>
    public const string BadRelation = "CRM3103";

    /// <summary>Somebody who acts for himself asked for what is not his, or not his to change.</summary>
    public const string NotAllowed = "CRM3104";

    /// <summary>Others keep changing the customers that a purge is to remove.</summary>
    public const string Unsettled = "CRM3105";
}
