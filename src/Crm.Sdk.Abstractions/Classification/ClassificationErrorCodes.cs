namespace Crm.Sdk.Classification;

/// <summary>The stable codes of the errors that facts and rules raise: CRM4001 to CRM4099. One page each in <c>docs/errors</c>.</summary>
public static class ClassificationErrorCodes
{
    /// <summary>A rule read a fact that its descriptor does not declare, or a table does not hold.</summary>
    public const string UndeclaredFact = "CRM4001";

    /// <summary>A rule answered with a label that its descriptor does not declare, or gave no answer.</summary>
    public const string UndeclaredLabel = "CRM4002";

    /// <summary>A rule's descriptor is incomplete or contradicts itself.</summary>
    public const string BadRule = "CRM4003";

    /// <summary>A fact's key has a form that is not allowed, or its type of values is none that facts can have.</summary>
    public const string BadFact = "CRM4004";

    /// <summary>Two rules or two facts have the same name, or two fact sources provide the same fact.</summary>
    public const string Conflict = "CRM4005";

    /// <summary>No fact source provides a fact that a rule reads.</summary>
    public const string FactWithoutSource = "CRM4006";

    /// <summary>A value is none that a fact can have.</summary>
    public const string BadFactValue = "CRM4007";

    /// <summary>The process has met too many different names of one sort; names are for small, closed sets.</summary>
    public const string TooManyNames = "CRM4008";

    /// <summary>Order events came in a form or an order that their source excludes, or too many of them.</summary>
    public const string BadOrderEvents = "CRM4009";

    /// <summary>A stored population model cannot be read, or lacks a fact that a rule reads.</summary>
    public const string BadPopulationModel = "CRM4010";

    /// <summary>An RFM table, its edges or its segments are not as they must be.</summary>
    public const string BadRfm = "CRM4011";

    /// <summary>A customer that was asked for is not among those classified.</summary>
    public const string UnknownCustomer = "CRM4012";

    /// <summary>A rule or a fact source failed for too many customers, or hung, so that its labels stay as they were.</summary>
    public const string RuleStopped = "CRM4013";
}
