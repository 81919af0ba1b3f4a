extension [KernelFunctionBody] {
  /// The functions of a kernel with what the Swift compiler cannot find out
  /// put into their text.
  var optimized: [KernelFunctionBody] {
    let viewed = ListViews.apply(
      CountedLists.apply(self).map(ListReuse.apply).map(RowViews.apply))
    return Pauses.apply(
      LoopSharing.apply(
        viewed.map(ConstantPlaces.apply).map(BoundsHoisting.apply))
    ).map(SharedRows.apply)
  }
}
