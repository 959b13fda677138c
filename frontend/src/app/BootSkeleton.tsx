/** The same drawing as in index.html (see styles/boot.css), so that nothing moves when the program takes over. */
export function BootSkeleton() {
  return (
    <div className="boot" aria-hidden="true">
      <div className="boot-rail">
        <i />
        <i />
        <i />
      </div>
      <div className="boot-list">
        <b />
        <i />
        <i />
        <i />
        <i />
        <i />
      </div>
      <div className="boot-main">
        <b />
      </div>
    </div>
  );
}
