namespace Crm.Sdk.Import;

/// <summary>The words for yes and no.</summary>
internal static class TruthWords
{
    public static WordList<Truth> List { get; } = new((Truth.Yes, ["true", "yes", "y", "1", "是"]), (Truth.No, ["false", "no", "n", "0", "否"]));

    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;
}
