namespace Crm.Sdk.Care;

/// <summary>The variables that say what a care plan's message is for; a template that names one can be sent by plans whose trigger has it.</summary>
internal static class OccasionVariables
{
    public static TemplateVariable Unsubscribe { get; } = new("unsubscribe-url", TemplateVariableType.Text);

    public static ValueList<TemplateVariable> Declared { get; } =
    [
        new("occasion.name", TemplateVariableType.Text),
        new("occasion.date", TemplateVariableType.Date),
        new("occasion.years", TemplateVariableType.Number),
        new("occasion.days", TemplateVariableType.Number),
        new("occasion.item", TemplateVariableType.Text),
        new("occasion.order", TemplateVariableType.Text),
        new("occasion.points", TemplateVariableType.Number),
        new("occasion.label", TemplateVariableType.Text),
        Unsubscribe,
    ];
}
