namespace Crm.Sdk.Care;

/// <summary>The stable codes of errors of care, 客户关怀: templates and plans (CRM6600 to CRM6649). One section each in <c>docs/errors.md</c>.</summary>
public static class CareErrorCodes
{
    /// <summary>A template's definition is no JSON, or no template.</summary>
    public const string BadTemplate = "CRM6600";

    /// <summary>A template is not well-formed: a tag is not closed, or is none of those that are allowed.</summary>
    public const string TemplateSyntax = "CRM6601";

    /// <summary>A template names a variable, a part of a list or a function that is not there.</summary>
    public const string UnknownVariable = "CRM6602";

    /// <summary>A template is larger or deeper than is allowed.</summary>
    public const string TemplateTooLarge = "CRM6603";

    /// <summary>There is no template of a name, or not that version of it.</summary>
    public const string UnknownTemplate = "CRM6604";

    /// <summary>A template does not go with the channel: its format, or the template that the provider approved.</summary>
    public const string TemplateChannel = "CRM6605";

    /// <summary>A care plan's definition is no JSON, or no plan.</summary>
    public const string BadPlan = "CRM6620";

    /// <summary>A care plan names a trigger, a field, a template, a channel or a segment that is not there.</summary>
    public const string UnknownPart = "CRM6621";

    /// <summary>A value of a care plan does not fit.</summary>
    public const string BadPlanValue = "CRM6622";

    /// <summary>There is no care plan of a name, or not that version of it.</summary>
    public const string UnknownPlan = "CRM6623";

    /// <summary>A plugin's trigger failed, or answered what it must not.</summary>
    public const string TriggerFailed = "CRM6624";
}
