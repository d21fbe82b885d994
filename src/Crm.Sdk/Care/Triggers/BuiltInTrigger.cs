using System.Text.Json;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Care;

/// <summary>A trigger that the SDK brings: like those of plugins, but it may read the store.</summary>
/// <remarks>Thread-safe.</remarks>
internal abstract class BuiltInTrigger
{
    public abstract string Type { get; }

    /// <summary>The variables that its occasions give to templates.</summary>
    public abstract ValueList<TemplateVariable> Variables { get; }

    /// <summary>Reads the settings, so that a run need not.</summary>
    /// <exception cref="CareException">CRM6621 or CRM6622.</exception>
    public abstract ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue);

    /// <summary>The properties of a plan's settings.</summary>
    public static DefinitionProperties Settings(string plan, string settings)
    {
        using JsonDocument document = JsonDocument.Parse(settings);
        return DefinitionProperties.Of(
            document.RootElement.Clone(), "/trigger", "a trigger is an object", (_, pointer, why) => new CareException(CareErrorCodes.BadPlanValue, plan, pointer, why));
    }

    protected static TemplateVariable Text(string path) => new(path, TemplateVariableType.Text);

    protected static TemplateVariable Number(string path) => new(path, TemplateVariableType.Number);

    protected static TemplateVariable Date(string path) => new(path, TemplateVariableType.Date);
}
