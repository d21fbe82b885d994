namespace Crm.Sdk.Classification;

/// <summary>The stable codes of errors of classification runs. One section each in <c>docs/errors.md</c>.</summary>
public static class ClassificationRunErrorCodes
{
    /// <summary>A run cannot become current because another took its place.</summary>
    public const string TakenBack = "CRM4020";

    /// <summary>There is no rule of that id.</summary>
    public const string UnknownRule = "CRM4021";
}
