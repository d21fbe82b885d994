namespace Crm.Sdk.Notifications;

/// <summary>An approved template with its values, as it is kept.</summary>
internal sealed record FilledContent(string Code, IReadOnlyList<TemplateArgument> Values)
{
    public static FilledContent? Of(FilledTemplate? filled) => filled is null ? null : new(filled.Code, [.. filled.Values]);

    public FilledTemplate ToFilled() => new(Code, [.. Values]);
}
