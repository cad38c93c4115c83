using Bunit;
using Microsoft.AspNetCore.Components;

namespace Designer.Forms.Tests;

internal static class RenderedExtensions
{
    /// <summary>Whether a component of this family stands inside.</summary>
    public static bool HasComponentOf<T>(this IRenderedComponent<FieldView> view)
        where T : IComponent =>
        view.FindComponents<IComponent>().Any(component => component.Instance is T);
}
