using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Testing;

/// <summary>Values that may be missing, one in four.</summary>
internal static class Optional
{
    public static Gen<string?> Text(Gen<string> values) => Of(values);

    public static Gen<T?> Of<T>(Gen<T> values)
        where T : class => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, values.Select(static value => (T?)value)));
}
