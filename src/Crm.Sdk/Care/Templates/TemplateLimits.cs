namespace Crm.Sdk.Care;

/// <summary>What keeps a template small enough to be put together quickly, whoever wrote it. Checked before the engine sees the template.</summary>
internal static class TemplateLimits
{
    /// <summary>The greatest length of one text, in UTF-16 units.</summary>
    public const int MaxLength = 50_000;

    /// <summary>How deep blocks may be nested.</summary>
    public const int MaxDepth = 8;

    /// <summary>How deep loops may be nested.</summary>
    public const int MaxLoops = 2;

    /// <summary>The most tags of one text.</summary>
    public const int MaxTags = 1_000;

    /// <summary>The most operands of a call.</summary>
    public const int MaxArguments = 8;

    /// <summary>How many times loops may go round for one message in all.</summary>
    public const int MaxRounds = 10_000;
}
